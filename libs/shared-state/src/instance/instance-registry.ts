/** One gateway process. */
export type InstanceInfo = {
  /** Made at each start; unlike a process id it never names two processes. */
  readonly id: string;
  readonly host: string;
  /** As the process itself sees it; in a container often 1. */
  readonly pid: number;
  readonly role: string;
  /** UTC text. */
  readonly startedAt: string;
};

/** An instance and the time since its last heartbeat, measured with one clock (the database's). */
export type SeenInstance = InstanceInfo & { readonly silentMs: number };

/** The running processes, as they know each other. */
export type InstanceRegistry = {
  /** Adds the instance, or records that it is still running. */
  heartbeat(instance: InstanceInfo): Promise<void>;
  /** At a clean stop, or when it is known that the process has ended. */
  remove(id: string): Promise<void>;
  find(id: string): Promise<SeenInstance | null>;
  /** In the order of their starts. */
  list(): Promise<SeenInstance[]>;
};

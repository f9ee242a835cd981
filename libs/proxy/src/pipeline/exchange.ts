import { append } from '@codegate/kernel';
import type { Rules } from '@codegate/guardrails';
import { formatOf, type LlmRequest } from '@codegate/protocol';
import type { Candidate, Plan, Refusal } from '@codegate/routing';
import type { Settings } from '@codegate/settings';

import { resolvedOf } from '../directory/settings-resolver.js';
import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { estimateTokens, type TokenEstimate } from './admit/estimate-tokens.js';
import { Reservations } from './admit/reservations.js';
import type { Call, Caller } from './call.js';
import { conversationKeyOf } from './decode/conversation-key.js';
import type { DecodedRequest } from './decode/decoded-request.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { Protection } from './protect/protection.js';
import type { HeldMemory } from './receive/body-memory.js';
import { Reply } from './reply/reply.js';
import { logUnexpected } from './unexpected-error.js';

/** A failed attempt at one account, as the request log shows it. */
export type FailedAttempt = { account: string; status: number; reason: string; message: string };

type ExchangeDeps = Pick<
  PipelineDeps,
  'directory' | 'limits' | 'openReservations' | 'logger' | 'bodyMemory'
>;

/**
 * One request in flight. Every step reads what it needs here and writes here what later steps need, so that all of
 * them see the same snapshot and the same settings from the first byte to the record.
 */
export class Exchange {
  readonly snapshot: Snapshot;
  readonly reply: Reply;
  /** Limits and budgets this request has taken. */
  readonly reservations: Reservations;
  /** Accounts that were not asked, with the reason; those the plan left out come first. */
  readonly refusals: Refusal[] = [];
  readonly attempts: FailedAttempt[] = [];

  // authenticate
  caller: Caller = { tenant: null, key: null };
  /** In force for this caller: of the key, the tenant and the gateway. */
  settings: Settings;
  /** Memory that the body of this request takes; of its tenant. */
  bodyMemory: HeldMemory;
  /** What the guardrails do for this caller; null while they are off. */
  rules: Rules | null;

  /** Whether the request may get a row in the request log; false for most requests of a flood without keys. */
  isLogged = true;

  // protect
  /** Puts the original values back into the response; null while the guardrails are off. */
  protection: Protection | null = null;
  /** The request as the log may keep it; null until the guardrails have read it. */
  loggedRequest: DecodedRequest | null = null;

  // forward
  /** The account that was asked last; null before the first one. */
  candidate: Candidate<ProxyAccount> | null = null;
  attemptStartedAtMs = 0;

  // reply
  /** Whether the request is in the ledger. */
  isRecorded = false;
  /** Text of the response for the log; null when it is not kept. */
  loggedResponse: string | null = null;

  private received: DecodedRequest | undefined;
  private conversation: string | null | undefined;
  private protectedRequest: DecodedRequest | undefined;
  private internal: LlmRequest | undefined;
  private tokens: TokenEstimate | undefined;
  private route: Plan<ProxyAccount> | undefined;

  constructor(
    readonly call: Call,
    private readonly deps: ExchangeDeps,
  ) {
    const { directory, limits, openReservations, logger, bodyMemory } = deps;
    this.snapshot = directory.current();
    this.bodyMemory = bodyMemory.open(null);
    this.settings = this.snapshot.settings;
    this.rules = this.snapshot.rules;
    this.reservations = new Reservations(openReservations);
    this.reply = new Reply(call, limits.keepAlivePingMs, limits.clientReadTimeoutMs, (error) =>
      logUnexpected(error, call.id, { logger }),
    );
  }

  /** Settings and rules are resolved here and nowhere else. */
  setCaller(caller: Caller): void {
    this.caller = caller;
    if (!caller.tenant) return;
    this.bodyMemory = this.deps.bodyMemory.open(caller.tenant.id);
    const { settings, rules } = resolvedOf(this.snapshot.resolved, caller.tenant.settingsKey);
    this.settings = settings;
    this.rules = rules;
  }

  /** The request as far as the gateway understands it; after `protect` with its replacements. */
  get request(): DecodedRequest {
    return known(this.protectedRequest ?? this.received);
  }

  setReceived(request: DecodedRequest): void {
    this.received = request;
  }

  setProtected(request: DecodedRequest, protection: Protection | null): void {
    this.protectedRequest = request;
    this.protection = protection;
    this.loggedRequest = this.settings.anonymizeLogs ? request : known(this.received);
  }

  get plan(): Plan<ProxyAccount> {
    return known(this.route);
  }

  get configId(): string | null {
    return this.route?.configId ?? null;
  }

  setPlan(plan: Plan<ProxyAccount>): void {
    this.route = plan;
    append(this.refusals, plan.refusals);
  }

  /** The request in the internal model, read once for all candidates it is converted for. */
  get internalRequest(): LlmRequest {
    return (this.internal ??= formatOf(this.call.dialect).request.read(this.request.json));
  }

  /**
   * What the request may use; it reads the whole body, so it is made only when a limit, a budget or the record needs
   * it. A method, because taking a getter out of the exchange would make it for every request.
   */
  estimate(): TokenEstimate {
    if (!this.received) return { input: 0, output: 0, referredTo: 0 };
    return (this.tokens ??= estimateTokens(this.received, this.call.endpoint));
  }

  /** Tells conversations apart; null when the request has neither a session nor a first message. */
  get conversationKey(): string | null {
    if (this.conversation === undefined) {
      this.conversation = conversationKeyOf(this.call.dialect, known(this.received));
    }
    return this.conversation;
  }

  /** Ends the request: whatever is still reserved is given back. */
  close(): void {
    this.reply.stopTimers();
    this.bodyMemory.close();
    this.reservations.close();
  }
}

/** A step that reads what an earlier one has not written yet is a mistake in the order of the steps. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('read before the step that sets it');
  return value;
}

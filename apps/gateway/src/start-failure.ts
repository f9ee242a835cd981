import { ConfigError } from '@codegate/config';
import { GatewayError } from '@codegate/kernel';

/** Why the gateway could not start, in one line. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof GatewayError) return `CodeGate cannot start: ${error.message}`;
  const { code, port, address, path, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  switch (code) {
    case 'EADDRINUSE':
      return `CodeGate cannot start: port ${port ?? '?'} is in use already (UI_PORT and PROXY_PORT choose others)`;
    case 'EADDRNOTAVAIL':
      return `CodeGate cannot start: this machine does not have the address ${address ?? ''} of HOST`;
    case 'EACCES':
      return path === undefined
        ? `CodeGate cannot start: port ${port ?? '?'} is not permitted to this user`
        : `CodeGate cannot start: ${path} is not accessible to this user`;
    default:
      return `CodeGate cannot start: ${error instanceof Error ? message : String(error)}`;
  }
}

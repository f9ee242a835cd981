/** The result of a real request to the provider. */
export class AccountTestDto {
  success: boolean;
  /** The message of the provider, without secrets. */
  message: string;
  latencyMs: number;
}

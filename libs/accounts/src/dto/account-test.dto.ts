/** How a real call to the provider went. */
export class AccountTestDto {
  success: boolean;
  /** What the provider said, without secrets. */
  message: string;
  latencyMs: number;
}

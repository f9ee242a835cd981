/** A new proxy API key, shown only once. */
export class ProxyKeyDto {
  proxyApiKey: string;
}

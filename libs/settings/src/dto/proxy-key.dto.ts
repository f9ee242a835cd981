/** A new key for callers of the proxy, shown this once. */
export class ProxyKeyDto {
  proxyApiKey: string;
}

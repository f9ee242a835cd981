import { GatewayError } from '@codegate/kernel';
import { permitsHost } from '@codegate/outbound-http';

const refuse = (message: string): never => {
  throw new GatewayError('invalid_request', message, { field: 'baseUrl' });
};

/**
 * Validates the base URL of an account.
 *
 * @returns the normalized URL, without a slash at the end
 * @throws GatewayError `invalid_request` with the reason
 */
export function checkBaseUrl(text: string, allowsPrivate: boolean): string {
  if (!URL.canParse(text))
    return refuse('baseUrl must be a URL such as https://api.example.com/v1');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('baseUrl must start with https:// or http://');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('baseUrl must not contain credentials; put the key into apiKey');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) {
    return refuse('baseUrl must not have a query or a fragment');
  }
  if (!permitsHost(url.hostname, true)) {
    return refuse(
      'baseUrl points to the metadata service of a cloud, which ALLOW_PRIVATE_UPSTREAMS does not permit either',
    );
  }
  if (!permitsHost(url.hostname, allowsPrivate)) {
    return refuse(
      'baseUrl points to this machine or to a private network; ALLOW_PRIVATE_UPSTREAMS=true permits that',
    );
  }
  return url.href.replace(/(?<!\/)\/+$/, '');
}

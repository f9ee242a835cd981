/** The members whose value is the URL of a file that the provider fetches. */
export const urlMembers: ReadonlySet<string> = new Set(['url', 'image_url', 'file_url']);

/**
 * Parameters of presigned URLs of Amazon S3 and CloudFront, Google Cloud Storage and Azure: they let their reader fetch
 * one file for some time, and the provider is this reader.
 */
const signature =
  /^(?:x-(?:amz|goog)-[a-z0-9-]+|awsaccesskeyid|googleaccessid|signature|policy|key-pair-id|expires|s[eiprtv]|sr|sig|spr|ske|skoid|sks|skt|sktid|skv)=[\w.~%+/=-]*$/i;
const isSigned = /[?&](?:x-(?:amz|goog)-signature|signature|sig)=/i;

/**
 * Changes a URL but for the parameters that sign it.
 *
 * @param change returns its argument when nothing changes
 */
export function changeUrl(url: string, change: (text: string) => string): string {
  if (!isSigned.test(url)) return change(url);
  const [base = '', ...queries] = url.split('?');
  const parameters = queries.join('?').split('&');
  const changed = parameters.map((each) => (signature.test(each) ? each : change(each)));
  return `${change(base)}?${changed.join('&')}`;
}

/** The members whose value is the URL of a file that the provider fetches. */
export const urlMembers: ReadonlySet<string> = new Set(['url', 'image_url', 'file_url']);

/**
 * Parameters of presigned URLs of Amazon S3 and CloudFront, Google Cloud Storage and Azure: they let their reader fetch
 * one file for some time, and the provider is this reader.
 */
const base64 = String.raw`(?:[\w~+/=-]|%2[BF]|%3D)*`;
const date = String.raw`\d{4}-\d{2}-\d{2}(?:T[\d:%ADZ]{2,20})?`;
const signature = new RegExp(
  [
    String.raw`^x-(?:amz|goog)-[a-z0-9-]{1,40}=[\w.~%+/=-]*$`,
    `^(?:awsaccesskeyid|signature|policy|key-pair-id|sig|skoid|sktid)=${base64}$`,
    String.raw`^googleaccessid=[\w.-]{1,100}(?:@|%40)[\w-]{1,60}\.iam\.gserviceaccount\.com$`,
    `^(?:se|st|ske|skt|sv|skv)=${date}$`,
    String.raw`^expires=\d{1,12}$`,
    String.raw`^(?:si|sip|sp|spr|sr|sks)=[a-z\d.,-]{1,40}$`,
  ].join('|'),
  'i',
);
/** A signature is long, and never alone. */
const isSigned =
  /[?&](?:x-(?:amz|goog)-signature=[0-9a-f]{64}|(?:signature|sig)=[\w.~%+/=-]{27,})(?:&|$)/i;
const maxParameter = 2_048;

/**
 * Changes a URL but for the parameters that sign it.
 *
 * @param change returns its argument when nothing changes
 */
export function changeUrl(url: string, change: (text: string) => string): string {
  if (!isSigned.test(url)) return change(url);
  const [base = '', ...queries] = url.split('?');
  const parameters = queries.join('?').split('&');
  const isKept = (each: string): boolean => each.length <= maxParameter && signature.test(each);
  const changed = parameters.map((each) => (isKept(each) ? each : change(each)));
  return `${change(base)}?${changed.join('&')}`;
}

/** One server-sent event as text. `null` leaves out the event name. */
export function formatSse(event: string | null, data: string): string {
  const name = event === null ? '' : `event: ${event}\n`;
  // JSON has no raw line break; only free text takes the slow way.
  const lines = data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data;
  return `${name}data: ${lines}\n\n`;
}

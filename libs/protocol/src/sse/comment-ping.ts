/** A comment keeps a connection open; clients ignore it (WHATWG HTML §9.2.6). */
export const commentPing = ': keep-alive\n\n';

/** The page at `/`. */
export const frontPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>CodeGate</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style>
</head>
<body>
<h1>CodeGate</h1>
<p>The gateway is running. The admin API is under <code>/api</code> and needs a login or an API token:</p>
<ul>
<li><a href="/api/docs">Documentation of the API</a> (without a session: any user name, and an API token as the password)</li>
<li><a href="/api/openapi.json">OpenAPI document</a></li>
<li><a href="/health/ready">Health of the gateway</a></li>
</ul>
</body>
</html>
`;

export const frontPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;

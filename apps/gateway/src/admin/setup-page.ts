import { createHash } from 'node:crypto';

/** The token is behind the #, which browsers do not send; the page removes it from the address immediately. */
const script = `
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
history.replaceState(null, '', location.pathname);
const form = document.querySelector('form');
const say = (text) => { document.querySelector('[role=status]').textContent = text; };
if (!token) say('Open the setup link that the gateway printed at its start.');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, password } = Object.fromEntries(new FormData(form));
  const response = await fetch('/api/auth/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name, password }),
  });
  if (!response.ok) return say((await response.json()).detail);
  form.hidden = true;
  say('The owner was created, and you are logged in.');
  document.querySelector('nav').hidden = false;
});
`;

const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}' +
  'label{display:block;margin:1rem 0}input{display:block;width:100%;font:inherit}button{font:inherit}';

/** The page of the setup link: creates the first owner. */
export const setupPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Set up CodeGate</title>
<meta name="viewport" content="width=device-width">
<style>${style}</style>
</head>
<body>
<h1>Set up CodeGate</h1>
<form>
<label>Name <input name="name" required maxlength="200" autocomplete="username" value="owner"></label>
<label>Password <input name="password" type="password" required minlength="10" autocomplete="new-password"></label>
<button>Create the owner</button>
</form>
<p role="status"></p>
<nav hidden><a href="/">Continue</a></nav>
<script>${script}</script>
</body>
</html>
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const setupPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; ` +
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
} as const;

import { describe, expect, it } from '@jest/globals';

import { isLoginPageRequest, loginFailurePage } from './login-failure-page.js';

describe('the page of a failed login', () => {
  it.each([
    ['/api/auth/oidc/callback?code=1', 'text/html,*/*;q=0.8', true],
    ['/api/auth/oidc/login', 'text/html', true],
    ['/api/auth/oidc/callback?code=1', '*/*', false],
    ['/api/auth/oidc/callback?code=1', undefined, false],
    ['/api/auth/oidc/settings', 'text/html', false],
    ['/api/accounts', 'text/html', false],
  ])('%s with Accept %s: %s', (url, accept, expected) => {
    expect(isLoginPageRequest(url, accept)).toBe(expected);
  });

  it('escapes HTML', () => {
    const page = loginFailurePage({ detail: `<script>alert("1")</script> & 'so'` }, 'req_"><img>');

    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so&#39;');
    expect(page).not.toMatch(/<script|<img/);
  });
});

import type { Gateway } from './gateway.js';

export type Answer = { status: number; body: any; headers: Headers };

export const aPassword = 'a long enough password';

/** A browser: keeps cookies and sends the headers of the same origin. */
export class Person {
  cookies = new Map<string, string>();

  constructor(private readonly gateway: Pick<Gateway, 'adminUrl'>) {}

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.gateway.adminUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keep(response.headers);
    const text = await response.text();
    const isJson = /\/(problem\+)?json(;|$)/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: isJson && text !== '' ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  login(name: string, password = aPassword, code?: string): Promise<Answer> {
    return this.ask('POST', '/api/auth/login', { name, password, ...(code ? { code } : {}) });
  }

  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

let count = 0;

/** A new user of the role, logged in. */
export async function aPerson(
  gateway: Gateway,
  role: string,
  more: object = {},
): Promise<Person & { id: string; name: string }> {
  count += 1;
  const name = `${role} ${count}`;
  const { id } = await gateway.must('POST', '/api/users', {
    name,
    role,
    password: aPassword,
    ...more,
  });
  const person = Object.assign(new Person(gateway), { id: id as string, name });
  const { status } = await person.login(name);
  if (status !== 200) throw new Error(`${name} could not log in: ${status}`);
  return person;
}

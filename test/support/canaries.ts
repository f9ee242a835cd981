import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Unique secrets, and the outputs that must not contain them. */
export class Canaries {
  private readonly planted = new Map<string, string>();

  /** A new secret. `prefix` makes it look like a key of its kind. */
  plant(name: string, prefix = 'canary-'): string {
    const random = randomBytes(64).toString('base64').replaceAll(/\W/g, '').slice(0, 36);
    return this.keep(name, `${prefix}${random}`);
  }

  /** A secret the gateway made, or one that has to have a certain form. */
  keep(name: string, secret: string): string {
    this.planted.set(name, secret);
    return secret;
  }

  get size(): number {
    return this.planted.size;
  }

  /**
   * Which secrets are in what was found, as they are or in another form.
   *
   * @param sinks text or bytes by the place they come from
   * @returns the first of them, with the place
   */
  foundIn(sinks: Readonly<Record<string, string | Buffer>>, except: RegExp = /^$/): string[] {
    const places = Object.entries(sinks).map(([place, content]) => ({
      place,
      text: typeof content === 'string' ? content : content.toString('latin1'),
    }));
    return [...this.planted]
      .filter(([name]) => !except.test(name))
      .flatMap(([name, secret]) => {
        const forms = formsOf(secret);
        return places.flatMap(({ place, text }) => {
          const form = forms.find((it) => text.includes(it));
          return form === undefined ? [] : [`${name} in ${place} after ${before(text, form)}`];
        });
      })
      .slice(0, mostShown);
  }
}

const mostShown = 20;

/** The text before a secret, which helps to find the code that wrote it. */
function before(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 120), at).replaceAll(/[^ -~]+/g, ' ');
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  // Base64 inside other bytes can have three alignments; the ends depend on the neighbouring bytes and are left out.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** The bytes of every file of a folder. */
export function filesOf(folder: string): Record<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) =>
    it.isFile(),
  );
  return Object.fromEntries(
    files.map((it) => [`file ${it.name}`, readFileSync(join(it.parentPath, it.name))]),
  );
}

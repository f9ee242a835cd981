import 'reflect-metadata';

import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';

import { providerIds } from '@codegate/providers';

import { CreateAccountDto } from './create-account.dto.js';

async function invalidFields(provider: string): Promise<string[]> {
  const dto = plainToInstance(CreateAccountDto, { name: 'An account', provider });
  return (await validate(dto)).map(({ property }) => property);
}

describe('CreateAccountDto', () => {
  it.each(providerIds)('accepts the provider %s of the catalogue', async (provider) => {
    expect(await invalidFields(provider)).toEqual([]);
  });

  it.each(['', 'openai_sub', 'constructor'])('refuses the provider %j', async (provider) => {
    expect(await invalidFields(provider)).toEqual(['provider']);
  });
});

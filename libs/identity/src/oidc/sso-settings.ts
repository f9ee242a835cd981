import { Injectable } from '@nestjs/common';

import { SsoProvidersRepository } from '@codegate/database';

@Injectable()
export class SsoSettings {
  constructor(private readonly repository: SsoProvidersRepository) {}

  async find(): Promise<object | null> {
    return await this.repository.find();
  }
}

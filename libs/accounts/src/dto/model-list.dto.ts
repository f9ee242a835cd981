import { IsIn, IsOptional } from 'class-validator';

import { providerIds, type ProviderId } from '@codegate/providers';

export class ModelsQuery {
  /** Only accounts of this provider. */
  @IsOptional()
  @IsIn(providerIds)
  provider?: ProviderId;
}

export class ModelDto {
  id: string;
  name: string;
  provider: string;
  accountId: string;
  /** Context window in tokens; null when the provider does not publish it. */
  contextTokens: number | null;
  maxOutputTokens: number | null;
}

export class ModelErrorDto {
  accountId: string;
  message: string;
}

export class ModelListDto {
  items: ModelDto[];
  total: number;
  /** Accounts whose provider did not respond. */
  errors: ModelErrorDto[];
}

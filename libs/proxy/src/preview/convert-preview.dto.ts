import { IsIn, IsObject, IsString, Length } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';
import { endpoints, type Endpoint } from '@codegate/protocol';

/** A request as a caller would send it, and the account it would go to. */
export class ConvertPreviewDto {
  /** What the caller would ask the proxy for. */
  @IsIn(endpoints)
  endpoint: Endpoint;

  /** The account that would be asked. */
  @IsString()
  @Length(1, 100)
  accountId: string;

  /** The model to ask the account for; the request's own when absent. */
  @IsAbsentOr(IsString())
  targetModel?: string;

  /** The body of the request, in the format of the endpoint. */
  @IsObject()
  request: Record<string, unknown>;
}

export class ChangeDto {
  /** changed, dropped or repaired. */
  action: string;
  /** Where in the request, for example `messages[3].content[1]`. */
  path: string;
  /** Why. */
  reason: string;
}

export class ConvertedRequestDto {
  accountId: string;
  accountName: string;
  /** The format the account gets: messages, chat or responses. */
  dialect: string;
  /** Whether the bytes of the caller pass, rather than a conversion. */
  passThrough: boolean;
  /** Where the request goes. */
  url: string;
  /** Whether the upstream is asked for a stream. */
  stream: boolean;
  /** The exact body the upstream would get. */
  body: object;
  /** What is different from the request, and why. */
  changes: ChangeDto[];
}

import { IsIn, IsObject, IsString, Length } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';
import { endpoints, type Endpoint } from '@codegate/protocol';

/** A request as a client would send it, and the account it would go to. */
export class ConvertPreviewDto {
  /** The endpoint of the request. */
  @IsIn(endpoints)
  endpoint: Endpoint;

  /** The account that would get the request. */
  @IsString()
  @Length(1, 100)
  accountId: string;

  /** The model to request from the account; the one in the request when absent. */
  @IsAbsentOr(IsString())
  targetModel?: string;

  /** The body of the request, in the format of the endpoint. */
  @IsObject()
  request: Record<string, unknown>;
}

export class ChangeDto {
  /** changed, dropped or repaired. */
  action: string;
  /** The path in the request, for example `messages[3].content[1]`. */
  path: string;
  /** The reason. */
  reason: string;
}

export class ConvertedRequestDto {
  accountId: string;
  accountName: string;
  /** The wire format sent to the account: messages, chat or responses. */
  dialect: string;
  /** Whether the client's bytes are passed on instead of being converted. */
  passThrough: boolean;
  /** The URL of the request. */
  url: string;
  /** Whether a stream is requested from the upstream. */
  stream: boolean;
  /** The exact body that would be sent. */
  body: object;
  /** Differences from the request, and why. */
  changes: ChangeDto[];
}

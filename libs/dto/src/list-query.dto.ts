import { IsOptional, Matches, MaxLength } from 'class-validator';

import { PageQuery } from './page-query.dto.js';

/** Which part of a list to return, of which items and in which order. */
export class ListQuery extends PageQuery {
  /** Only items whose name contains this text, in upper or lower case. */
  @IsOptional()
  @MaxLength(200)
  search?: string;

  /**
   * Field to sort by, with a minus sign in front for descending order. Every list has its own fields; an unknown one is
   * answered with the list of them.
   * @example "-createdAt"
   */
  @IsOptional()
  @Matches(/^-?[A-Za-z]{1,50}$/, {
    message: 'sort must be the name of a field, for example name or -createdAt',
  })
  sort?: string;
}

export { InvalidBody, type FieldError } from './invalid-body.js';
export { ListQuery } from './list-query.dto.js';
export { PageQuery } from './page-query.dto.js';
export { flagFromNumber, nullFromEmpty, numberFromText, trimmed } from './transforms.js';
export { IsAbsentOr, IsFlag, IsHeaderText, IsName, OptionalText } from './validators.js';

export { InvalidBody, type FieldError } from './invalid-body.js';
export { pageOf } from './page-of.js';
export { PageQuery } from './page-query.dto.js';
export { flagFromNumber, nullFromEmpty, numberFromText, trimmed } from './transforms.js';
export { IsAbsentOr, IsFlag, IsHeaderText, IsName, OptionalText } from './validators.js';

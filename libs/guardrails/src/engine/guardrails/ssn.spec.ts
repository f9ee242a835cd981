import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('ssn');

describe('Social security numbers', () => {
  it.each([
    ['hyphens', 'SSN: 123-45-6789', '123-45-6789'],
    ['hyphens without a word', '536-22-1234', '536-22-1234'],
    ['blanks after the word', 'ssn 123 45 6789', '123 45 6789'],
    ['bare digits of a key', '"ssn": "536221234"', '536221234'],
    ['a JSON number', '{"social_security_number":536221234}', '536221234'],
    ['an ITIN', 'ITIN 912-78-1234', '912-78-1234'],
    ['a column of CSV', 'Jane,536-22-1234,x', '536-22-1234'],
    ['a name with underscores', 'employee_ssn=093476878', '093476878'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['bare digits', 'inode 123456789'],
    ['a size', 'size 987654321 bytes'],
    ['a part number', 'AB-123-45-6789'],
    ['a fifth digit', '123-45-67890'],
    ['area 000', '000-12-3456'],
    ['area 666', '666-12-3456'],
    ['group 00', '123-00-4567'],
    ['serial 0000', '123-45-0000'],
    ['a number of an advertisement', '078-05-1120'],
    ['ZIP+4', 'zip 62701-1234'],
    ['mixed separators', '123-45 6789'],
    ['the expression for it', '/\\d{3}-\\d{2}-\\d{4}/'],
    ['a tax rate', 'tax 123456789012'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

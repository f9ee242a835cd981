import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('iban');

describe('IBANs', () => {
  it.each([
    ['groups, and the next word', 'DE89 3704 0044 0532 0130 00 BIC', 'DE89 3704 0044 0532 0130 00'],
    ['the end of a sentence', 'GB29NWBK60161331926819.', 'GB29NWBK60161331926819'],
    ['lower case', 'fr1420041010050500013m02606', 'fr1420041010050500013m02606'],
    ['hyphens', 'NO93-8601-1117-947', 'NO93-8601-1117-947'],
    ['escaped line feeds around it', '\\nNL91ABNA0417164300\\n', 'NL91ABNA0417164300'],
    ['the longest', 'MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
    ['a field of MT103', ':50K:/DK8300405632831684', 'DK8300405632831684'],
    ['a subfield of MT940', '?20X?31AT983200080679631628?32Y', 'AT983200080679631628'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['one digit off', 'DE89370400440532013001'],
    ['a VAT id', 'DE123456789'],
    ['an Austrian VAT id', 'ATU12345678'],
    ['a country that is none', 'XX89370400440532013000'],
    ['hex', 'deadbeefde89370400440532013000'],
    ['a BIC', 'COBADEFFXXX'],
    ['a longer word', 'DE89370400440532013000123'],
    ['another grouping', 'DE8937 0400 4405 3201 3000'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

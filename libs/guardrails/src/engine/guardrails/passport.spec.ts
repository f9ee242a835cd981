import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('passport');

describe('Passport numbers', () => {
  it.each([
    ['a column of a table', 'id,passport_number,x\n1,X37784569,y\n', 'X37784569'],
    ['German', 'passport number: C01X00T47', 'C01X00T47'],
    ['two letters', 'Passport No. AB1234567', 'AB1234567'],
    ['a key', '"passport_number": "123456789"', '123456789'],
    ['a German word', 'Reisepassnummer C4VKT1XP9', 'C4VKT1XP9'],
    ['French', 'passport 12AB34567', '12AB34567'],
    [
      'the machine-readable zone',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ],
    ['German with a verb', 'Ihre Reisepassnummer lautet CGK7X3MG0 und', 'CGK7X3MG0'],
    ['Swiss', 'Schweizer Pass Nr. X9569656, Zimmer 311', 'X9569656'],
    ['Portuguese', 'O passaporte é CC229833 e o NIB', 'CC229833'],
    ['Italian', 'passaporto numero YB0427076', 'YB0427076'],
    ['Polish', 'paszport nr EK1234567', 'EK1234567'],
    ['a country', 'passport NL BWW8CLLP4, visa', 'BWW8CLLP4'],
    ['a word behind it', 'Passport # N2749859  Issued 2019', 'N2749859'],
    ['a block', 'passport_number { "A10599669" }', 'A10599669'],
    ['a row of SQL', "INSERT INTO p (n, passport_no) VALUES ('x', 'XDA463873');", 'XDA463873'],
    [
      'a zone of Germany',
      'P<D<<SCHMETTERLING<<KATHARINA<ELISABETH<<<<<\nC5HF21K9T4D<<8503172F3009129<<<<<<<<<<<<<<00',
      'P<D<<SCHMETTERLING<<KATHARINA<ELISABETH<<<<<\nC5HF21K9T4D<<8503172F3009129<<<<<<<<<<<<<<00',
    ],
    ['a log', 'doc=passport country=DE number=JV0HTP0R1 ok', 'JV0HTP0R1'],
    ['a document', '"travelDocument": {"country": "DEU", "number": "C8JP2XKW6"}', 'C8JP2XKW6'],
    ['French, further away', 'Le passeport du voyageur (n° 18KH90812) doit', '18KH90812'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it('finds the lines of a zone that stand apart', () => {
    const first = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
    const second = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';

    expect(valuesIn(`{"mrz": ["${first}", "${second}"]}`)).toEqual([first, second]);
    expect(valuesIn(`line 1: ${first}\nline 2: ${second}\n`)).toEqual([first, second]);
    expect(valuesIn(`cout << A << "${'<'.repeat(44)}" << B;`)).toEqual([]);
  });

  it.each([
    ['the middleware', 'passport.use(new Strategy())'],
    ['a strategy', "require('passport-jwt')"],
    ['a build number', 'passport.js 123456789'],
    ['a dependency', '"passport": "^0.7.0"'],
    ['a strategy with a number', 'passport-google-oauth20 123456789'],
    ['no word', 'AB1234567'],
    [
      'a wrong check digit',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C37UTO7408122F1204159ZE184226B<<<<<10',
    ],
    ['a build behind other words', 'passport strategy build 123456789'],
    ['a version', 'passport: 0.7.0, build 123456789'],
    ['a word in capitals', 'PASSPORT STRATEGY'],
    ['a number of a build', 'passport strategy, build number 123456789'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('phone');

describe('Phone numbers', () => {
  it.each([
    ['a French layout', 'mon fixe: 01 42 68 53 00 le soir', '01 42 68 53 00'],
    ['a British layout', 'or 020 7946 0958.', '020 7946 0958'],
    ['a German word', 'mobil 0171 5550192', '0171 5550192'],
    ['brackets', 'call (212) 555-0143 now', '(212) 555-0143'],
    ['hyphens', '555-123-4567', '555-123-4567'],
    ['dots', '212.555.1234 is', '212.555.1234'],
    ['blanks after a word', 'call me at 415 555 2671', '415 555 2671'],
    ['a toll-free number', '1-800-356-9377', '1-800-356-9377'],
    ['E.164 with blanks', '+1 650 253 0000', '+1 650 253 0000'],
    ['a country code before brackets', '+1 (555) 123-4567', '+1 (555) 123-4567'],
    ['a German number', '+49 30 123456-78', '+49 30 123456-78'],
    ['a French number', '+33 1 42 68 53 00.', '+33 1 42 68 53 00'],
    ['a tel link', 'tel:+442079460958', '+442079460958'],
    ['a national number after tel', 'tel: 020 7946 0958', '020 7946 0958'],
    ['a German word', 'Telefon: 030/1234567', '030/1234567'],
    ['a French word', 'Tél. : 01 42 68 53 00', '01 42 68 53 00'],
    ['an Austrian mobile', 'mobile 0664 1234567', '0664 1234567'],
    ['an extension', '(415) 555-2671 ext. 123', '(415) 555-2671 ext. 123'],
    ['a JSON key', '"phone": "5551234567"', '5551234567'],
    ['a key of an SMS API', '"msisdn":"491701234567"', '491701234567'],
    ['a column of CSV', '7,Jane,212-555-0143,x', '212-555-0143'],
    ['British', 'x@y.org,07408 641601,Leeds', '07408 641601'],
    ['Irish', 'Then text 085 657 9422.', '085 657 9422'],
    ['Dutch', "'06 15396275'", '06 15396275'],
    ['Australian', 'visitor: 0412 322 832', '0412 322 832'],
    ['Spanish', 'llámenos al 915 29 52 62 o escriba', '915 29 52 62'],
    ['Portuguese', 'podem ligar para o 913 964 040?', '913 964 040'],
    ['a Portuguese word', 'Telemóvel: 219 329 121', '219 329 121'],
    ['Dutch words', 'Vragen? Bel 010 209 38 78.', '010 209 38 78'],
    ['Italian', 'può chiamare il 02 8206 0304.', '02 8206 0304'],
    ['Swedish', 'når du oss på 08-575 538 29.', '08-575 538 29'],
    ['a Dutch key', '"mobiel":"010 232 69 04"', '010 232 69 04'],
    ['a Swedish verb', 'ni kan ringa mig på 070-852 70 69', '070-852 70 69'],
    ['Polish', 'lub telefonicznie: 22 457 12 99.', '22 457 12 99'],
    ['a conference', 'Dial-in 602 877 7039, PIN 12', '602 877 7039'],
    ['a column', 'id|ssn|phone\n1|304-42-2143|312.735.8081\n', '312.735.8081'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['a dump of bytes', '01 02 03 04 05 ab'],
    ['epoch seconds', '1717430400'],
    ['epoch milliseconds', '"ts": 1717430400123'],
    ['an ISO time', '2024-01-15T10:20:30Z'],
    ['a compact date', '20240115'],
    ['an ISBN', '978-3-16-148410-0'],
    ['path data', 'M10.5 20.3 30.7 40.1'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['an AWS account', '123456789012'],
    ['a range of ports', '30000-32767'],
    ['an order number', '112-1234567-1234567'],
    ['a snowflake', '175928847299117063'],
    ['a decimal number', '3.14159265358979'],
    ['a list of ids', 'ids: 3456789012, 3456789013'],
    ['an unassigned country', '+999 123 4567'],
    ['an area code that is none', '111-555-1234'],
    ['a date after a phone', 'phone updated 2024-01-15'],
    ['a sum of money', '$1,234,567.00'],
    ['a table of numbers', '212 555 1234 313 555 1234'],
    ['the number of a call', 'Transcript of call 20250604-0091'],
    ['a label', 'label 915 29 52 62'],
    ['an appeal', 'appel 2024 11 25 1200 33'],
    ['a column of dates', 'id,phone_since,x\n1,2024-01-02,3\n'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

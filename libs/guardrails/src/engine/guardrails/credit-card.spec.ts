import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('credit_card');

describe('Credit cards', () => {
  it.each([
    ['Visa in groups', '4242 4242 4242 4242', '4242 4242 4242 4242'],
    ['Visa bare', '4111111111111111', '4111111111111111'],
    ['Mastercard', 'card=5555555555554444', '5555555555554444'],
    ['Mastercard of the 2 series', '2223003122003222', '2223003122003222'],
    ['Amex 4-6-5', '3782 822463 10005', '3782 822463 10005'],
    ['JCB with hyphens', '3530-1113-3330-0000', '3530-1113-3330-0000'],
    ['Visa with dots', 'card 4242.4242.4242.4242 end', '4242.4242.4242.4242'],
    ['Visa with low lines', 'card 4242_4242_4242_4242 end', '4242_4242_4242_4242'],
    ['Discover', '6011111111111117', '6011111111111117'],
    ['Diners', 'card 30569309025904', '30569309025904'],
    ['UnionPay called a card', 'unionpay card 6200000000000005', '6200000000000005'],
    [
      'a number beside its expiry',
      '{"number":"6200000000000005","exp_month":12}',
      '6200000000000005',
    ],
    ['a rare brand in groups', '3,6253 9416 8913 1288,12/26', '6253 9416 8913 1288'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['a wrong checksum', '4111111111111112'],
    ['counting up', '1234567890123456'],
    ['a decimal number', '0.4111111111111111'],
    ['columns of a dump', '3030 3030 3030 3030 3030'],
    ['zeros', '0000 0000 0000 0000'],
    ['an epoch in microseconds', '1717430400123456'],
    ['a snowflake', 'id 1728394756102938475'],
    ['digits of a UUID', '4111-1111-1111-1111-4111'],
    ['hex', 'a4111111111111111'],
    ['mixed separators', '4111 1111-1111 1111'],
    ['UnionPay without a word', '6200000000000005'],
    ['an IMEI', '490154203237518'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

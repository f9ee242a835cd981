import { textsFoundBy, capitalsAndDigits, hexDigits, machineMade } from './detections.testing.js';

const valuesIn = textsFoundBy('aws_key');
const keyId = `AKIA${machineMade(16, capitalsAndDigits)}`;
const secret = machineMade(40);

describe('AWS keys', () => {
  it.each([
    ['an access key id', `id ${keyId}`, keyId],
    [
      'a temporary key id',
      `"ASIA${machineMade(16, capitalsAndDigits)}"`,
      `ASIA${machineMade(16, capitalsAndDigits)}`,
    ],
    [
      'the id of the documentation',
      ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
      ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
    ],
    ['a secret by its name', `aws_secret_access_key = ${secret}`, secret],
    ['a secret in JSON', `"secretAccessKey": "${secret}"`, secret],
    ['an id behind an escape', `\\n${keyId}`, keyId],
    ['a Bedrock key', `ABSK${machineMade(120)}`, `ABSK${machineMade(120)}`],
    ['a session token', `IQoJb3JpZ2lu${machineMade(200)}`, `IQoJb3JpZ2lu${machineMade(200)}`],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['an id of a role', `AROA${machineMade(16, capitalsAndDigits)}`],
    ['an account number', '123456789012'],
    ['an ARN', 'arn:aws:iam::123456789012:role/x'],
    ['a longer word', `X${keyId}`],
    ['a bare SHA-1', machineMade(40, hexDigits)],
    ['a look-up', 'aws_secret_access_key = os.environ["AWS_SECRET"]'],
    ['within base64', `${machineMade(40)}+${keyId}${machineMade(40)}`],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

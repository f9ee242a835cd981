import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('url_credentials');

describe('URL credentials', () => {
  it.each([
    ['PostgreSQL', 'postgres://app:S3cr3tPw@db.internal:5432/x', 'app:S3cr3tPw'],
    ['no user', 'redis://:p4ssw0rd@cache:6379', ':p4ssw0rd'],
    ['percent-encoding', 'mongodb+srv://root:ab%40c1@cluster0.mongodb.net', 'root:ab%40c1'],
    ['a website', 'https://joe:hunter2@example.com/path', 'joe:hunter2'],
    ['JDBC', 'jdbc:postgresql://u1:pw12@h/db', 'u1:pw12'],
    ['Oracle', 'jdbc:oracle:thin:scott/tiger9@host:1521', 'scott/tiger9'],
    ['an at sign in the password', 'amqp://joe:p@ss9word@mq/x', 'joe:p@ss9word'],
    [
      'a mailbox as user',
      'smtp://joe@acme.io:Feather.Light@smtp.acme.io:587',
      'joe@acme.io:Feather.Light',
    ],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['documentation', 'https://user:password@host'],
    ['angle brackets', 'https://<user>:<pass>@host'],
    ['variables', 'postgres://${USER}:${PASS}@host/db'],
    ['a scoped package', 'http://localhost:3000/@scope'],
    ['braces', 'postgres://user:{password}@host'],
    ['a port', 'http://localhost:8080/a@b'],
    ['a user alone', 'https://joe@example.com'],
    ['a query', 'https://x.com/?a:b@c'],
    ['no scheme', '//joe:pw99@host'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});

import { createServer } from 'node:http';

const ANSWER = JSON.stringify({ Item: { UserId: { S: 'login#alice' }, GameTitle: { S: 'g' }, Wins: { N: '21' }, TopScore: { N: '1200' } } });

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const body = request.headers['x-amz-target']?.endsWith('GetItem') ? ANSWER : '{}';
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ endpoint: `http://127.0.0.1:${server.address().port}` })));

import { DataFolder } from '../../../src/engines/data';

/* Opens a data folder and says so; ends by itself unless it is told to stay. */

const [path, stay, platform = process.platform] = process.argv.slice(2);
Object.defineProperty(process, 'platform', { value: platform });

DataFolder.open(path).then(() => {
  console.log('open');
  if (stay === 'stay') setInterval(() => undefined, 60_000);
}, (error: Error) => console.log(error.message));

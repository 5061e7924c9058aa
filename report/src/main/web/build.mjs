// Builds the scripts and licences of the page into a folder: node build.mjs FOLDER
import { build } from 'esbuild';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const packages = new Set();
for (const [entry, out] of [
  ['libraries.ts', 'libraries.js'],
  ['main.ts', 'page.js'],
]) {
  const result = await build({
    entryPoints: [join('src', entry)],
    outfile: join(folder, out),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none', // licences.txt has them as a whole
    metafile: true,
    logLevel: 'warning',
  });
  const inputs = Object.values(result.metafile.outputs)[0].inputs;
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const found = file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found && bytesInOutput > 0) {
      add(found[1]);
    }
  }
}
const texts = [...packages].sort().map(licence);
for (const file of readdirSync('licences').sort()) {
  texts.push(escaped(readFileSync(join('licences', file), 'utf8')));
}
writeFileSync(join(folder, 'licences.txt'), texts.join('\n'));

/** A package, and those that it can hold as parts of its own files. */
function add(name) {
  if (!packages.has(name)) {
    packages.add(name);
    const { dependencies } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
    Object.keys(dependencies ?? {}).forEach(add);
  }
}

/** The name, version and licence of a package, with its notice, as text without markup. */
function licence(name) {
  const at = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  const texts = readdirSync(at, { recursive: true })
    .filter((file) => /^(licen[cs]es?\/)?(licen[cs]e|notice)[^/]*$/i.test(file))
    .filter((file) => statSync(join(at, file)).isFile())
    .sort()
    .map((file) => readFileSync(join(at, file), 'utf8').replace(/\r\n/g, '\n').trim());
  if (texts.length === 0) {
    throw new Error(`${name} has no licence text`);
  }
  return escaped([`${name} ${version} (${license})`, '', ...texts].join('\n') + '\n');
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

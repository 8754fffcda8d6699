// Parses Bicep files with the tree-sitter grammar and writes one JSON object: for each file its tree and its syntax errors.
const fs = require('fs');
const { Language, Parser } = require('web-tree-sitter');

async function main() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  const files = {};
  for (const file of process.argv.slice(2)) {
    const errors = [];
    files[file] = { tree: read(parser.parse(fs.readFileSync(file, 'utf8')).rootNode, null, errors), errors };
  }

  process.stdout.write(JSON.stringify(files));
}

function read(node, field, errors) {
  if (node.isError || node.isMissing) {
    errors.push(`line ${node.startPosition.row + 1}: ${node.isMissing ? 'missing ' + node.type : node.text.slice(0, 80)}`);
  }

  return {
    type: node.type,
    field,
    text: node.childCount === 0 ? node.text : '',
    children: node.children.map((child, index) => read(child, node.fieldNameForChild(index), errors)),
  };
}

main();

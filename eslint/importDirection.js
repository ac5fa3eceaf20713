/** ESLint rule: every import follows the arrows of eslint/layers.js. */
import { dirname, join, relative, sep } from 'node:path';
import { whyForbidden, whyPackageForbidden } from './layers.js';

/** Whether an import or re-export leaves nothing in the program. */
function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type');
}

export const importDirection = {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow the arrows site -> lessons -> sim-engine and those inside the engine' },
    schema: [],
    messages: { forbidden: '{{why}}' },
  },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/');

    function visit(node, source, typeOnly) {
      if (typeof source?.value !== 'string') return;
      const name = source.value;
      const why = name.startsWith('.')
        ? whyForbidden({ from, to: join(dirname(from), name.replace(/\?.*$/, '')).split(sep).join('/'), typeOnly })
        : whyPackageForbidden({ from, name });
      if (why !== null) context.report({ node: source, messageId: 'forbidden', data: { why } });
    }

    return {
      ImportDeclaration: (node) => visit(node, node.source, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => visit(node, node.source, isTypeOnly(node)),
      ExportAllDeclaration: (node) => visit(node, node.source, isTypeOnly(node)),
      ImportExpression: (node) => visit(node, node.source, false),
      TSImportType: (node) => visit(node, node.source ?? node.argument?.literal, true),
    };
  },
};

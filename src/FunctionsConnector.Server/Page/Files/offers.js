const most = 12;

/** The choices that a refusal allows: those that its message names, the nearest to the refused value first. */
export async function offersFor(detail, choices) {
  if (!['ChoiceNotFound', 'ChoiceInactive'].includes(detail.code)) {
    return { offered: [] };
  }
  const all = await choices('').catch(() => []);
  const words = new Set(all.flatMap(choice => [choice.id, choice.label]).map(word => word.toLowerCase()));
  const refused = /'([^']*)'/.exec(detail.message)?.[1] ?? '';
  const named = all.filter(choice => isNamed(detail.message, choice.label));
  const usable = named.length > 0 ? named : all;
  const ranked = usable.length <= most ? usable : usable.map(choice => [distance(choice.label, refused), choice]).sort((one, other) => one[0] - other[0]).map(pair => pair[1]);
  return { offered: ranked.slice(0, most), isWrong: value => !words.has(`${value}`.toLowerCase()) };
}

function isNamed(message, label) {
  for (let at = message.indexOf(label); at >= 0; at = message.indexOf(label, at + 1)) {
    if (/[\s:']/.test(message[at - 1] ?? ' ') && /[,.'?]/.test(message[at + label.length] ?? '.')) {
      return true;
    }
  }
  return false;
}

/** The edit distance of two texts, in any case. */
function distance(one, other) {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  let line = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let row = 1; row <= first.length; row++) {
    const next = [row];
    for (let column = 1; column <= second.length; column++) {
      next[column] = Math.min(next[column - 1] + 1, line[column] + 1, line[column - 1] + (first[row - 1] === second[column - 1] ? 0 : 1));
    }
    line = next;
  }
  return line[second.length];
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GuestTest } from './guest-test.ts';
import { testsIn } from './read-tests.ts';

/** Each test's name and the line that it starts in, counted from 1; tests of suites behind them. */
function found(path: string, text: string): string[] {
  const line = (start: number) => text.slice(0, start).split('\n').length;
  const all = (tests: readonly GuestTest[]): string[] =>
    tests.flatMap(({ name, start, tests: inner }) => [`${line(start)} ${name}`, ...all(inner ?? [])]);
  return all(testsIn(text, path));
}

describe('the tests in a source', () => {
  it('in TypeScript are calls with a literal name, within their suites', () => {
    const text = `import { describe, it, test } from 'node:test';
// it('is a comment', () => {});
describe('greeting', () => {
  it('isn\\'t "sung"', () => { const text = "it('is text')"; });
  describe(\`in other words\`, () => {
    it.skip("is right", () => {});
  });
  for (const one of [1, 2]) it(\`is \${one}\`, () => {});
});
test('breaks', async (t) => { await t.test('sub', () => {}); });
other.test('is no test', () => {});
`;
    assert.deepEqual(found('test/a.test.ts', text), [
      '3 greeting',
      `4 greeting > isn't "sung"`,
      '5 greeting > in other words',
      '6 greeting > in other words > is right',
      '10 breaks',
    ]);
  });

  it('in Rust have the path of their module', () => {
    const text = `fn test() {}
#[cfg(test)]
mod tests {
    mod inner {
        #[tokio::test(flavor = "current_thread")]
        #[ignore]
        async fn sings() {}
    }
    #[test]
    fn greets() { let text = "#[test] fn no() {}"; }
}
`;
    const names = (path: string) => found(path, text);
    assert.deepEqual(names('src/lib.rs'), ['7 tests::inner::sings', '10 tests::greets']);
    assert.deepEqual(names('src/a/mod.rs'), ['7 a::tests::inner::sings', '10 a::tests::greets']);
    assert.deepEqual(names('src/a/b.rs'), ['7 a::b::tests::inner::sings', '10 a::b::tests::greets']);
    assert.deepEqual(names('tests/all.rs'), ['7 tests::inner::sings', '10 tests::greets']);
  });

  it('in Go are functions of a name and a parameter', () => {
    const text =
      'package a\n\nfunc TestGreets(t *testing.T) {\n}\nfunc Testing(t *testing.T) {}\nfunc TestMain(m *testing.M) {}\n';
    assert.deepEqual(found('answers/answers_test.go', text), ['3 TestGreets']);
  });

  it('in Python are methods of classes', () => {
    const text = `class TestAnswers(unittest.TestCase):
    def setUp(self): pass
    def test_greets(self):
        """class No: def test_no(self)"""
    async def test_parts(self): pass
def helper():
    def test_none(): pass
`;
    assert.deepEqual(found('tests/deep/test_answers.py', text), [
      '3 deep.test_answers.TestAnswers.test_greets',
      '5 deep.test_answers.TestAnswers.test_parts',
    ]);
    assert.deepEqual(found('src/test_answers.py', text), []);
  });

  it('in C are a program', () => {
    assert.deepEqual(found('tests/answers.c', 'int main() {}'), ['1 tests/answers.c']);
  });

  it('are read in any text', () => {
    for (const path of ['a.test.ts', 'src/a.rs', 'a_test.go', 'tests/test_a.py'])
      for (const text of ['describe(', "it('", 'mod a {', '#[test', 'class A:\n  def test_a(', 'func Test('])
        assert.ok(Array.isArray(testsIn(text, path)));
  });
});

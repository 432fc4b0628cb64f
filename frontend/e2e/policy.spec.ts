/** What the pages are allowed: that none breaks it is looked at in every test (support/test.ts). */
import { expect, test } from './support/test';

test('the content security policy allows no script or style written in a page', async ({
  request,
}) => {
  for (const path of ['/', '/0450822Z/eleves', '/documentation']) {
    const policy = (await request.get(path)).headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-|script-src[^;]*(data:|blob:|https?:|\*)/);
  }
});

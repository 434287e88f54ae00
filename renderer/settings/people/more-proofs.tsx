import { useMyFactors } from '../../api/people.ts';
import { SkeletonRows } from '../../ui/states.tsx';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { OwnCodes } from './own-codes.tsx';
import { OwnCompanyAccount } from './own-company-account.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';

/** The own proofs besides the password: one-time codes, passkeys, the company's account. */
export function MoreProofs() {
  const factors = useMyFactors();
  if (factors.isError && !factors.data) return <ProblemPanel error={factors.error} onRetry={() => factors.refetch()} />;
  if (!factors.data) return <SkeletonRows rows={3} />;
  return (
    <>
      <OwnCodes codes={factors.data.codes} />
      <OwnPasskeys passkeys={factors.data.passkeys} />
      <OwnCompanyAccount {...factors.data} />
    </>
  );
}

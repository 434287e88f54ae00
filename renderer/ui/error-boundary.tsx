import { Component, type ReactNode } from 'react';

interface Props {
  readonly fallback: ReactNode;
  /** Another key, such as another place, tries again. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

/** Keeps a screen that throws from taking the page with it. A class, because React has no other way. */
export class ErrorBoundary extends Component<Props, { failedKey: string | null }> {
  override state: { failedKey: string | null } = { failedKey: null };

  static getDerivedStateFromError(): { failedKey: string } {
    return { failedKey: '' };
  }

  override componentDidCatch(): void {
    this.setState({ failedKey: this.props.resetKey });
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failedKey !== null && before.resetKey !== this.props.resetKey) this.setState({ failedKey: null });
  }

  override render(): ReactNode {
    return this.state.failedKey === null ? this.props.children : this.props.fallback;
  }
}

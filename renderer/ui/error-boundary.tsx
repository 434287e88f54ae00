import { Component, type ReactNode } from 'react';

interface Props {
  readonly fallback: ReactNode;
  /** A change of key, such as another address, retries. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

/** Contains the error of a screen that throws. A class, because React has no other way. */
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

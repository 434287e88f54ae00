import { useState } from 'react';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { CallError } from '../api/client.ts';
import { keys, ofNobody } from '../api/keys.ts';
import { uploadFile } from '../api/upload.ts';
import { FileUploadProvider } from '../values/file-upload.ts';
import { useHashPath, useHashSearch } from '../ui/hash-location.ts';
import { LiveRegionProvider } from '../ui/live-region.tsx';
import { ToastArea } from '../ui/toast.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { Gate } from './gate.tsx';
import { PreferencesProvider } from './preferences-context.tsx';
import { cssVariables, theme } from './theme.ts';

/** Data is refetched only after announcements: it is as fresh as the connection. */
function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session is over: refetching it notifies the gate.
      onError: (error, { queryKey }) => {
        const isOver = error instanceof CallError && error.status === 401 && !ofNobody.includes(queryKey[0]);
        if (isOver) void queries.invalidateQueries({ queryKey: keys.session });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 300_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (count, error) => error instanceof CallError && error.code === 'OFFLINE' && count < 3,
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queries;
}

export function App({ nonce }: { readonly nonce: string }) {
  // Paper is white, and the dark theme's text is white.
  const isPrinting = usePrinting();
  const [queries] = useState(createQueries);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(isPrinting ? { forceColorScheme: 'light' } : {})}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <PreferencesProvider>
          <ToastArea />
          <LiveRegionProvider>
            <Router hook={useHashPath} searchHook={useHashSearch} hrefs={(path) => `#${path}`}>
              <FileUploadProvider value={uploadFile}>
                <Gate />
              </FileUploadProvider>
            </Router>
          </LiveRegionProvider>
        </PreferencesProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

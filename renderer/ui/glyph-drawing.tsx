import {
  IconBuildingBank,
  IconCalendar,
  IconCamera,
  IconChartBar,
  IconClock,
  IconCloud,
  IconCoin,
  IconCube,
  IconDatabase,
  IconFileText,
  IconFolder,
  IconMail,
  IconMessage,
  IconPackage,
  IconPhone,
  IconPrinter,
  IconReceipt,
  IconRobot,
  IconSettings,
  IconShield,
  IconShoppingCart,
  IconTable,
  IconTerminal2,
  IconTruck,
  IconUsers,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';

const drawings: Readonly<Record<string, Icon>> = {
  document: IconFileText,
  mail: IconMail,
  spreadsheet: IconTable,
  globe: IconWorld,
  database: IconDatabase,
  folder: IconFolder,
  printer: IconPrinter,
  receipt: IconReceipt,
  money: IconCoin,
  bank: IconBuildingBank,
  calendar: IconCalendar,
  clock: IconClock,
  cart: IconShoppingCart,
  truck: IconTruck,
  package: IconPackage,
  people: IconUsers,
  chat: IconMessage,
  phone: IconPhone,
  gear: IconSettings,
  terminal: IconTerminal2,
  camera: IconCamera,
  shield: IconShield,
  cloud: IconCloud,
  chart: IconChartBar,
  robot: IconRobot,
};

export interface GlyphDrawingProps {
  /** Unknown or missing names get a cube. */
  readonly name: string | undefined;
  readonly size: string;
}

export function GlyphDrawing({ name, size }: GlyphDrawingProps) {
  const Drawing = drawings[name ?? ''] ?? IconCube;
  return <Drawing size={size} stroke={1.6} aria-hidden="true" />;
}

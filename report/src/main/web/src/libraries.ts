// What the page uses of other people's work, in a file of its own: it changes rarely.
import { init, registerTheme, use } from 'echarts/core';
import {
  BarChart,
  ChordChart,
  CustomChart,
  GraphChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  ScatterChart,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import createScatterplot, { createRenderer } from 'regl-scatterplot';

use([
  BarChart,
  CanvasRenderer,
  ChordChart,
  CustomChart,
  GraphChart,
  GridComponent,
  HeatmapChart,
  LabelLayout,
  LegendComponent,
  LineChart,
  SVGRenderer,
  SankeyChart,
  ScatterChart,
  TooltipComponent,
  VisualMapComponent,
]);

const libraries = { init, registerTheme, createScatterplot, createRenderer };
export type Libraries = typeof libraries;
Object.assign(globalThis, { samapLibraries: libraries });

// The parts of ECharts that our charts use. Loading them takes most of a second: import this file only when one is drawn.

import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, ScatterChart, SVGRenderer]);

export { init };

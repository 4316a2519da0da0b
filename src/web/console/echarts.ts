// The parts of ECharts that our charts use. Loading them takes a third of a second: only where one is drawn, and before the door opens.

import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, ScatterChart, SVGRenderer]);

export { init };

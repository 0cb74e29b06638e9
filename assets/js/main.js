// Everything the pages do in the browser. Each page works without it: forms are forms and links are links.
import "./dialogs.js";
import "./file.js";
import "./forms.js";
import "./inplace.js";
import "./live.js";
import "./print.js";
import "./push.js";
import "./screen.js";
import "./toast.js";
import "./reveal.js";
import "./keyboard.js";
import "./offline.js";
import { each } from "./page.js";
import { address } from "./address.js";

each("main[data-address]", address);

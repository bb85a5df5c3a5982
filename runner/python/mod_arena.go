package python

// arenaGlobals are the names SpiffArena injects. The helper module _strptime, which CPython's strptime needs there, is not
// among them: strptime always works here.
func arenaGlobals() map[string]Value {
	g := map[string]Value{
		"datetime": typeDateTime, "timedelta": typeTimeDelta,
		"decimal": moduleDecimal, "json": moduleJSON, "re": moduleRe, "time": moduleTime, "uuid": moduleUUID,
	}
	for _, n := range []string{"calendar", "random", "pytz", "dateparser"} {
		if m := allModules[n]; m != nil {
			g[n] = m
		}
	}
	for _, n := range []string{"all", "any", "dict", "enumerate", "filter", "format", "list", "map", "max", "min", "set", "sum"} {
		g[n] = allBuiltins[n]
	}
	return g
}

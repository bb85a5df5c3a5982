package form

import (
	"strings"
	"unicode/utf8"
)

// setTables writes the tables of a Markdown text as preformatted text with its
// columns in line: Fyne's reader of Markdown knows no tables and would run
// their rows together.
func setTables(text string) string {
	lines := strings.Split(text, "\n")
	var out []string
	fenced := false
	for i := 0; i < len(lines); i++ {
		if s := strings.TrimSpace(lines[i]); strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~") {
			fenced = !fenced
		}
		if fenced || i+1 == len(lines) || !strings.Contains(lines[i], "|") || !isTableRule(lines[i+1]) ||
			len(tableCells(lines[i])) != len(tableCells(lines[i+1])) {
			out = append(out, lines[i])
			continue
		}
		rows := [][]string{tableCells(lines[i])}
		for i += 2; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
			rows = append(rows, tableCells(lines[i]))
		}
		i--
		out = append(out, "", "```")
		out = append(out, tableLines(rows)...)
		out = append(out, "```", "")
	}
	return strings.Join(out, "\n")
}

// isTableRule reports whether a line is the one between head and rows, such as
// |---|:-:|.
func isTableRule(line string) bool {
	return strings.Contains(line, "-") && strings.Contains(line, "|") && strings.Trim(line, " \t\r|:-") == ""
}

// tableCells are the texts between the bars of a row; \| is a bar in a text.
func tableCells(line string) []string {
	const bar = "\x00"
	s := strings.TrimSpace(strings.ReplaceAll(line, `\|`, bar))
	s = strings.TrimSuffix(strings.TrimPrefix(s, "|"), "|")
	cells := strings.Split(s, "|")
	for i, c := range cells {
		c = strings.ReplaceAll(strings.TrimSpace(c), bar, "|")
		cells[i] = strings.NewReplacer("**", "", "__", "", "`", "").Replace(c) // no weights in preformatted text
	}
	return cells
}

// tableLines are the rows with equal columns, and a line below the head. Rows
// have as many cells as the head.
func tableLines(rows [][]string) []string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i := range widths {
			if i < len(row) {
				widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
			}
		}
	}
	var out []string
	for n, row := range rows {
		var line, rule strings.Builder
		for i, w := range widths {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			line.WriteString(cell + strings.Repeat(" ", w-utf8.RuneCountInString(cell)+2))
			rule.WriteString(strings.Repeat("─", w) + "  ")
		}
		out = append(out, strings.TrimRight(line.String(), " "))
		if n == 0 {
			out = append(out, strings.TrimRight(rule.String(), " "))
		}
	}
	return out
}

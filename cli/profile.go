package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// profiles are the environments of scripts by the name of the option, as scenarios name them.
var profiles = map[string]string{"": "", "engine": "taskdata", "arena": "arena", "box": "box"}

// profileFlag adds --profile to a command.
func profileFlag(c *cobra.Command, target *string) {
	c.Flags().StringVar(target, "profile", "", "what scripts see: engine (SpiffWorkflow alone), arena (SpiffArena with stubs of its functions) or box (a.b for a[\"b\"])")
}

func environment(profile string) (string, error) {
	e, ok := profiles[profile]
	if !ok {
		return "", fmt.Errorf("there is no profile %q; there are engine, arena and box", profile)
	}
	return e, nil
}

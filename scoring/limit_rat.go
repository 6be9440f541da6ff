//go:build rat

package scoring

const limit = 0 // see limit.go

package web

// The files of the pages: hashed at start, served as immutable under that hash.

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

//go:embed static
var staticFiles embed.FS

//go:embed templates
var templateFiles embed.FS

// A shelf holds the files under static. With dev they are read from the disk, from
// the folder web of the working directory, and nothing is cached.
type shelf struct {
	files fs.FS
	hash  string
	dev   bool
}

func newShelf(dev bool) (*shelf, error) {
	if dev {
		return &shelf{files: os.DirFS("web/static"), hash: "dev", dev: true}, nil
	}
	files, err := fs.Sub(staticFiles, "static")
	if err != nil {
		return nil, err
	}
	hash, err := treeHash(files)
	return &shelf{files: files, hash: hash}, err
}

// treeHash is twelve hex digits over names and contents of all files.
func treeHash(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(files, name)
		one := sha256.Sum256(body)
		sum.Write([]byte(name))
		sum.Write(one[:])
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:12], err
}

// base is the folder of all files, for templates.
func (a *shelf) base() string { return "/static/" + a.hash }

// types by extension: what the machine's own table says must not matter.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png", ".json": "application/json",
}

// serve answers /static/{hash}/*. An older hash is not there: its page asks
// for files that go together with it.
func (a *shelf) serve(c echo.Context) error {
	name := c.Param("*")
	kind, ok := types[path.Ext(name)]
	if c.Param("hash") != a.hash || !ok || !fs.ValidPath(name) {
		return notFound()
	}
	cache := "public, max-age=31536000, immutable"
	if a.dev {
		cache = "no-cache"
	}
	return a.send(c, name, kind, cache)
}

func (a *shelf) favicon(c echo.Context) error {
	return a.send(c, "favicon.svg", types[".svg"], "public, max-age=86400")
}

func (a *shelf) send(c echo.Context, name, kind, cache string) error {
	body, err := fs.ReadFile(a.files, name)
	if err != nil {
		return notFound()
	}
	c.Response().Header().Set("Cache-Control", cache)
	return c.Blob(http.StatusOK, kind, body)
}

func notFound() error { return judging.Fail(judging.NotFound, "not-found") }

package main

// Who plays in the demo. Every person and school is invented; districts and
// regions are those of the country.

import "dovar/judging"

var demoEvent = judging.Text{
	TG: "Ҳафтаи технологияҳои рақамӣ, Душанбе",
	RU: "Неделя цифровых технологий, Душанбе",
	EN: "Digital Week, Dushanbe",
}

// The five regions.
const (
	dushanbe   = "Душанбе"
	sughd      = "Вилояти Суғд"
	khatlon    = "Вилояти Хатлон"
	badakhshan = "Вилояти Мухтори Кӯҳистони Бадахшон"
	republican = "Ноҳияҳои тобеи ҷумҳурӣ"
)

var demoTeachers = []newEntry{
	teacher("Мирзоева Ситора", "Мирзоева Ситора", "Mirzoeva Sitora", "Гимназияи №1, Хуҷанд", "Хуҷанд", sughd),
	teacher("Раҳимов Ҷамшед", "Рахимов Джамшед", "Rahimov Jamshed", "Литсейи №3, Душанбе", "ноҳияи Сино", dushanbe),
	teacher("Ғаниева Зарина", "Ганиева Зарина", "Ghanieva Zarina", "Мактаби №14, Ваҳдат", "Ваҳдат", republican),
	teacher("Қурбонов Фирдавс", "Курбонов Фирдавс", "Qurbonov Firdavs", "Мактаби №53, Душанбе", "ноҳияи Шоҳмансур", dushanbe),
	teacher("Умарова Нигина", "Умарова Нигина", "Umarova Nigina", "Мактаби №7, Кӯлоб", "Кӯлоб", khatlon),
	teacher("Ӯктамов Баҳром", "Уктамов Бахром", "Uktamov Bahrom", "Мактаби №2, Истаравшан", "Истаравшан", sughd),
	teacher("Ҳакимов Ҷовид", "Хакимов Джовид", "Hakimov Jovid", "Гимназияи №4, Бохтар", "Бохтар", khatlon),
	teacher("Саидова Меҳрангез", "Саидова Мехрангез", "Saidova Mehrangez", "Мактаби №18, Рӯдакӣ", "ноҳияи Рӯдакӣ", republican),
	teacher("Шоҳназаров Амрулло", "Шохназаров Амрулло", "Shohnazarov Amrullo", "Мактаби №5, Хоруғ", "Хоруғ", badakhshan),
	teacher("Назаралиева Гулшан", "Назаралиева Гулшан", "Nazaralieva Gulshan", "Мактаби №11, Шуғнон", "ноҳияи Шуғнон", badakhshan),
	teacher("Тоҷибоев Суҳроб", "Тоджибоев Сухроб", "Tojiboev Suhrob", "Мактаби №23, Панҷакент", "Панҷакент", sughd),
	teacher("Давлатзода Манижа", "Давлатзода Манижа", "Davlatzoda Manizha", "Литсейи №2, Турсунзода", "Турсунзода", republican),
}

var demoTeacherJudges = []newJudge{
	judge("Исломова Фарзона"), judge("Юсупов Далер"), judge("Каримзода Рустам"), judge("Бобоева Шаҳноза"),
	judge("Меҳмонов Озод"), // the visitor
}

var demoProjects = []newEntry{
	project("Обтозакунӣ бо нури офтоб", "Очистка воды солнечным светом", "Cleaning water with sunlight", "Муҳит", "Мактаби №8, Норак", "Норак", khatlon, "Азизова Парвина", "Шарифов Имрон"),
	project("Огоҳии барвақт аз заминларза", "Раннее оповещение о землетрясении", "Early warning of an earthquake", "Физика", "Литсейи №1, Душанбе", "ноҳияи Исмоили Сомонӣ", dushanbe, "Содиқов Беҳрӯз"),
	project("Асали гулҳои кӯҳӣ", "Мёд горных трав", "Honey of mountain flowers", "Биология", "Мактаби №16, Дарвоз", "ноҳияи Дарвоз", badakhshan, "Гулмамадова Сабрина", "Қодиров Навид"),
	project("Обёрии қатрагии пахтазор", "Капельный полив хлопка", "Drip watering of a cotton field", "Муҳит", "Мактаби №31, Ҷайҳун", "ноҳияи Ҷайҳун", khatlon, "Холов Умед"),
	project("Пиряхҳо аз моҳвора", "Ледники со спутника", "Glaciers seen from a satellite", "Замин", "Гимназияи №2, Душанбе", "ноҳияи Фирдавсӣ", dushanbe, "Ниёзова Малика", "Раҷабов Шодмон"),
	project("Чӣ гуна зардолу хушк мешавад", "Как сохнет абрикос", "How an apricot dries", "Химия", "Мактаби №12, Исфара", "Исфара", sughd, "Маҳмудова Оиша"),
	project("Хоки шӯр ва гандум", "Засолённая почва и пшеница", "Salty soil and wheat", "Биология", "Мактаби №27, Ҷалолиддини Балхӣ", "ноҳияи Ҷалолиддини Балхӣ", khatlon, "Сафаров Илҳом"),
	project("Гармии хонаи кӯҳӣ", "Тепло горного дома", "Warmth of a mountain house", "Физика", "Мактаби №3, Ишкошим", "ноҳияи Ишкошим", badakhshan, "Мамадшоев Фаррух", "Додихудоева Заррина"),
	project("Садои синфхона", "Шум в классе", "Noise in a classroom", "Физика", "Мактаби №60, Душанбе", "ноҳияи Сино", dushanbe, "Ҳасанова Тахмина"),
	project("Барқ аз ҷӯйбор", "Ток из арыка", "Power from a small stream", "Физика", "Мактаби №9, Рашт", "ноҳияи Рашт", republican, "Зиёев Комрон", "Одинаев Сомон"),
	project("Ҳавои шаҳр дар зимистон", "Воздух города зимой", "City air in winter", "Муҳит", "Гимназияи №5, Бӯстон", "Бӯстон", sughd, "Турсунова Мадина"),
	project("Кирмак ва барги тут", "Шелкопряд и лист тутовника", "The silkworm and the mulberry leaf", "Биология", "Мактаби №20, Ашт", "ноҳияи Ашт", sughd, "Ҷӯраев Абубакр"),
	project("Пластик аз картошка", "Пластик из картофеля", "Plastic from potatoes", "Химия", "Мактаби №6, Лахш", "ноҳияи Лахш", republican, "Ёров Сиёвуш", "Валиева Нозанин"),
	project("Хоби хонанда ва баҳо", "Сон ученика и оценки", "A pupil's sleep and grades", "Биология", "Мактаби №41, Ҳисор", "Ҳисор", republican, "Неъматова Ясмин"),
	project("Математикаи нақши атлас", "Математика узора атласа", "Mathematics of an atlas pattern", "Математика", "Гимназияи №1, Конибодом", "Конибодом", sughd, "Ғафурова Шукрона"),
	project("Сатҳи оби кӯли Сарез", "Уровень воды Сарезского озера", "The water level of Lake Sarez", "Замин", "Мактаби №2, Мурғоб", "ноҳияи Мурғоб", badakhshan, "Аловатшоев Рустам", "Бекова Айдина"),
	project("Ранг аз пӯсти анор", "Краска из кожуры граната", "Dye from pomegranate peel", "Химия", "Мактаби №15, Дӯстӣ", "ноҳияи Дӯстӣ", khatlon, "Назарова Фотима"),
	project("Шамоли ағба", "Ветер на перевале", "Wind on a mountain pass", "Физика", "Мактаби №4, Варзоб", "ноҳияи Варзоб", republican, "Қаюмов Эраҷ"),
}

var demoFairJudges = []newJudge{
	judge("Олимов Сарвар"), judge("Набиева Дилафрӯз"), judge("Ашӯров Парвиз"), judge("Ҷалолова Мунира"),
	judge("Розиқов Баҳодур"), judge("Шоева Латофат"), judge("Ятимов Ҳусейн"),
	judge("Саидзода Нилуфар"), // the visitor
}

var demoTalks = []newEntry{
	talk("Забони имову ишораи деҳаи мо", "Язык жестов нашего села", "Gestures of our village", "Забон", "Мактаби №10, Айнӣ", "ноҳияи Айнӣ", sughd, "Хоҷаева Мадина"),
	talk("Роҳи абрешим дар номҳои ҷойҳо", "Шёлковый путь в названиях мест", "The Silk Road in place names", "Таърих", "Гимназияи №6, Хуҷанд", "Хуҷанд", sughd, "Раҳматов Сомон", "Юнусова Лола"),
	talk("Адабиёти кӯдак дар китобхонаи мактаб", "Детские книги школьной библиотеки", "Children's books of a school library", "Адабиёт", "Мактаби №22, Восеъ", "ноҳияи Восеъ", khatlon, "Сатторова Нозия"),
	talk("Бозори маҳалла: нарх ва фасл", "Местный базар: цена и время года", "The local market: price and season", "Иқтисод", "Литсейи №5, Душанбе", "ноҳияи Сино", dushanbe, "Каримов Аҳмад"),
	talk("Рақсҳои Бадахшон", "Танцы Бадахшана", "Dances of Badakhshan", "Фарҳанг", "Мактаби №1, Рӯшон", "ноҳияи Рӯшон", badakhshan, "Шоева Нилуфар", "Имомов Далер"),
	talk("Об дар достонҳои халқ", "Вода в народных сказаниях", "Water in folk tales", "Адабиёт", "Мактаби №17, Файзобод", "ноҳияи Файзобод", republican, "Гулова Сайёра"),
	talk("Расмҳои деворӣ дар шаҳри мо", "Росписи на стенах нашего города", "Wall paintings of our town", "Фарҳанг", "Мактаби №3, Леваканд", "Леваканд", khatlon, "Носиров Баҳром"),
}

var demoTalkJudges = []newJudge{
	judge("Абдуллоева Ганҷина"), judge("Ҳотамов Исфандиёр"), judge("Валиев Саидҷон"), judge("Зоирова Манзура"),
}

// Why a judge takes a sheet back, and what one writes to the authors.
var (
	demoReasons  = []string{"Рақами нодурустро зер кардам", "Пас аз суҳбат фикрамро дигар кардам", "Як меъёрро аз нав дидам"}
	demoComments = []string{"Саволи хуб ва исботи равшан", "Кори мустақил, натиҷа боэътимод", "Пешниҳоди амалӣ, идома диҳед"}
)

func teacher(tg, ru, en, school, district, region string) newEntry {
	return newEntry{
		Name: tg, Names: &judging.Text{TG: tg, RU: ru, EN: en},
		School: school, District: district, Region: region,
		Fields:     map[string]string{"subject": "Технологияи иттилоотӣ"},
		Visibility: judging.ShowName,
	}
}

func project(tg, ru, en, category, school, district, region string, members ...string) newEntry {
	return newEntry{
		Name: tg, Names: &judging.Text{TG: tg, RU: ru, EN: en},
		School: school, District: district, Region: region, Members: members,
		Fields:     map[string]string{"category": category},
		Visibility: judging.ShowName,
	}
}

func talk(tg, ru, en, section, school, district, region string, members ...string) newEntry {
	e := project(tg, ru, en, "", school, district, region, members...)
	e.Fields = map[string]string{"section": section}
	return e
}

func judge(name string) newJudge {
	return newJudge{Name: name, Languages: []string{"tg", "ru"}}
}
